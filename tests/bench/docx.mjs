// npm docx:  node docx.mjs FONT FOLDER TEXT...
// Each TEXT (one paragraph a line) becomes FOLDER/NAME.docx.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun
} from 'docx'

const [font, folder, ...texts] = process.argv.slice(2)
const mm = (length) => `${length}mm`
const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) }
}
const run = { font, size: 32 }
const paragraph = (text) => new Paragraph({
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: 640 },
  spacing: { line: 579, lineRule: LineRuleType.EXACT },
  children: [new TextRun({ ...run, text })]
})
const folio = () => new Footer({
  children: [new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })]
  })]
})

for (const text of texts) {
  const children = readFileSync(text, 'utf8').trimEnd().split('\n').map(paragraph)
  const document = new Document({
    sections: [{ properties: { page }, footers: { default: folio() }, children }]
  })
  writeFileSync(join(folder, basename(text) + '.docx'), await Packer.toBuffer(document))
}

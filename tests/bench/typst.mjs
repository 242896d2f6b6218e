// Typst:  node typst.mjs FONT FONTFOLDER FOLDER TEXT...
// Each TEXT (one paragraph a line) becomes FOLDER/NAME.pdf, set as pango.c does.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const [font, fontFolder, folder, ...texts] = process.argv.slice(2)
const head = `
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  numbering: "— 1 —")
#set text(font: "${font}", size: 16pt, lang: "zh", fallback: false)
#set par(justify: true, leading: 12.95pt, spacing: 12.95pt,
  first-line-indent: (amount: 2em, all: true))
`
const escaped = (line) => line.replace(/[\\#$*_`<>@=\-+/~[\]'"]/g, '\\$&').replace(/^(\d+)\./, '$1\\.')

const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fontFolder] }] })
for (const text of texts) {
  const paragraphs = readFileSync(text, 'utf8').trimEnd().split('\n').map(escaped)
  const pdf = compiler.pdf({ mainFileContent: head + paragraphs.join('\n\n') })
  writeFileSync(join(folder, basename(text) + '.pdf'), pdf)
}

// The content of content.json as exceljs and SheetJS write it:
//   node write.js FOLDER
const fs = require('fs');
const path = require('path');
const modules = path.join(__dirname, '../node_modules');
const ExcelJS = require(path.join(modules, 'exceljs'));
const XLSX = require(path.join(modules, 'xlsx'));

const content = JSON.parse(fs.readFileSync(path.join(__dirname, 'content.json')));
const folder = process.argv[2];

function fillExcelJS(book) {
  for (const [name, sheet] of Object.entries(content)) {
    const target = book.addWorksheet(name);
    for (const row of sheet.rows) {
      const line = target.addRow([]);
      row.forEach((cell, i) => putExcelJS(line.getCell(i + 1), cell));
    }
    for (const merge of sheet.merges || []) target.mergeCells(merge);
    if (target.commit) target.commit();
  }
}

function putExcelJS(target, cell) {
  if (cell === null || typeof cell !== 'object') target.value = cell;
  else if ('bool' in cell) target.value = cell.bool;
  else if ('formula' in cell) target.value = { formula: cell.formula, result: cell.value };
  else if ('rich' in cell)
    target.value = { richText: cell.rich.map((text, i) => ({ text, font: { bold: i > 0 } })) };
  else if ('date' in cell) {
    target.value = new Date(cell.date + 'T00:00:00Z');
    target.numFmt = 'yyyy"年"m"月"d"日"';
  } else {
    target.value = 'percent' in cell ? cell.percent : cell.thousands;
    target.numFmt = 'percent' in cell ? '0.00%' : '#,##0.00';
  }
}

async function writeExcelJS(name, options) {
  const book = new ExcelJS.Workbook();
  Object.assign(book.properties, options);
  fillExcelJS(book);
  await book.xlsx.writeFile(path.join(folder, name));
}

// Its stream writes strings into the cells themselves.
async function streamExcelJS(name) {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path.join(folder, name), useSharedStrings: false, useStyles: true,
  });
  fillExcelJS(book);
  await book.commit();
}

function cellSheetJS(cell) {
  if (typeof cell === 'number') return { t: 'n', v: cell };
  if (typeof cell === 'string') return { t: 's', v: cell };
  if ('bool' in cell) return { t: 'b', v: cell.bool };
  if ('formula' in cell) return { t: 'n', f: cell.formula, v: cell.value };
  if ('rich' in cell) return { t: 's', v: cell.rich.join('') };
  if ('date' in cell) return { t: 'd', v: new Date(cell.date + 'T00:00:00'), z: 'yyyy-mm-dd' };
  if ('percent' in cell) return { t: 'n', v: cell.percent, z: '0.00%' };
  return { t: 'n', v: cell.thousands, z: '#,##0.00' };
}

function sheetSheetJS(sheet) {
  const target = {};
  let columns = 0;
  sheet.rows.forEach((row, r) => row.forEach((cell, c) => {
    if (cell !== null) target[XLSX.utils.encode_cell({ r, c })] = cellSheetJS(cell);
    columns = Math.max(columns, c);
  }));
  target['!ref'] = XLSX.utils.encode_range({ r: 0, c: 0 }, { r: sheet.rows.length - 1, c: columns });
  target['!merges'] = (sheet.merges || []).map(XLSX.utils.decode_range);
  return target;
}

function writeSheetJS(name, options) {
  const book = XLSX.utils.book_new();
  for (const [title, sheet] of Object.entries(content))
    XLSX.utils.book_append_sheet(book, sheetSheetJS(sheet), title);
  XLSX.writeFile(book, path.join(folder, name), options);
}

(async () => {
  await writeExcelJS('exceljs.xlsx', {});
  await writeExcelJS('exceljs-1904.xlsx', { date1904: true });
  await streamExcelJS('exceljs-stream.xlsx');
  writeSheetJS('sheetjs.xlsx', {});
  writeSheetJS('sheetjs-shared.xlsx', { bookSST: true, compression: true });
})();

import { invariant } from '../../../core/base/invariant.ts'
import type { RowBatches, Sheet } from './sheet.ts'
import { headingRow, sheetEnd, sheetRow, sheetStart } from './xlsx-sheet-xml.ts'
import { stylesXml } from './xlsx-styles.ts'
import { xmlText } from './xml-text.ts'
import { zipChunks } from './zip-stream.ts'

/** Rows of data that fit below the heading (the format's limit is 1,048,576 rows). */
export const XLSX_MAX_ROWS = 1_048_575

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * The rows as a workbook (ECMA-376) with one sheet: heading frozen, filtered and repeated on each printed page, days
 * and amounts as numbers, text cells neutralised, choices as list validation. The sheet's XML streams, so that memory
 * does not grow with the number of rows; the caller refuses more than `XLSX_MAX_ROWS`.
 */
export function xlsxChunks<Row>(sheet: Sheet<Row>, batches: RowBatches<Row>): AsyncGenerator<Uint8Array> {
  return zipChunks([
    { path: '[Content_Types].xml', chunks: [encoded(CONTENT_TYPES)] },
    { path: '_rels/.rels', chunks: [encoded(relations([['officeDocument', 'xl/workbook.xml']]))] },
    { path: 'xl/workbook.xml', chunks: [encoded(workbookXml(sheet.title))] },
    {
      path: 'xl/_rels/workbook.xml.rels',
      chunks: [
        encoded(
          relations([
            ['worksheet', 'worksheets/sheet1.xml'],
            ['styles', 'styles.xml'],
          ]),
        ),
      ],
    },
    { path: 'xl/styles.xml', chunks: [encoded(XML + stylesXml(sheet))] },
    { path: 'xl/worksheets/sheet1.xml', chunks: sheetChunks(sheet, batches) },
  ])
}

async function* sheetChunks<Row>(sheet: Sheet<Row>, batches: RowBatches<Row>): AsyncGenerator<Uint8Array> {
  let lastRow = 1
  yield encoded(XML + sheetStart(sheet) + headingRow(sheet.columns))
  for await (const rows of batches) {
    let xml = ''
    for (const row of rows) xml += sheetRow(sheet.columns, row, ++lastRow)
    invariant(lastRow <= XLSX_MAX_ROWS + 1, 'the caller refuses more rows than a sheet can hold')
    if (xml !== '') yield encoded(xml)
  }
  yield encoded(sheetEnd(sheet.columns, lastRow))
}

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET_TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET_TYPE}.worksheet+xml"/></Types>`

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`
}

function workbookXml(title: string): string {
  const name = xmlText(title)
  const quotedName = `'${name.replaceAll("'", "''")}'`
  return `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${quotedName}!$1:$1</definedName></definedNames></workbook>`
}

function encoded(xml: string): Uint8Array {
  return new TextEncoder().encode(xml)
}

import { Complaint, quote } from '../problem/complaint.ts';

/** A table of named columns of text, every row as long as the header. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Cells beyond this are refused: they would hold the page's memory for a figure of two features. */
export const MAX_CELLS = 10_000_000;

// RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. Semicolons and tabs are taken where the
// header has them and no comma.
function* records(text: string, delimiter: string): Generator<string[]> {
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (; at < text.length; at += 1) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; } else quoted = false;
    } else if (char === '"' && cell.trim() === '') { quoted = true; cell = ''; }
    else if (char === delimiter) { row.push(cell); cell = ''; }
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at += 1;
      row.push(cell);
      if (row.length > 1 || row[0]!.trim() !== '') yield row;
      row = [];
      cell = '';
    } else cell += char;
  }
  if (quoted) throw new Complaint('The CSV has a quote that is never closed; quotes in a cell are written twice.', 'src');
  row.push(cell);
  if (row.length > 1 || row[0]!.trim() !== '') yield row;
}

/**
 * Parses CSV text with a header line.
 * @throws Complaint for an empty file, a web page instead of a CSV, rows of another length, or too many cells
 */
export function parseCsv(text: string): Table {
  if (/^\ufeff?\s*<(!doctype|html|\?xml)/i.test(text)) throw new Complaint('The CSV is a web page; is its address right?', 'src');
  const header = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const delimiter = header.includes(',') ? ',' : header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
  let names: string[] | undefined;
  const rows: string[][] = [];
  let cells = 0;
  for (const record of records(text, delimiter)) {
    if (!names) { names = record.map((name) => name.trim()); continue; }
    if (record.length !== names.length) throw new Complaint(`Row ${rows.length + 1} of the CSV has ${record.length} cells; its header has ${names.length}.`, 'src');
    if ((cells += record.length) > MAX_CELLS) throw new Complaint(`The CSV has more than ${MAX_CELLS.toLocaleString('en')} cells; a figure shows two features, so pass fewer columns or rows.`, 'src');
    rows.push(record);
  }
  if (!names || rows.length === 0) throw new Complaint('The CSV is empty; expected are a header line and at least one row.', 'src');
  return { names, rows };
}

/** A column as numbers. @throws Complaint when the column is missing or a cell is not a finite number */
export function column(table: Table, name: string, about: string): number[] {
  const index = table.names.indexOf(name);
  if (index < 0) throw new Complaint(`${about} names ${quote(name)}; the CSV has the columns ${table.names.slice(0, 30).join(', ')}.`, about);
  return table.rows.map((row, at) => {
    const value = row[index]!.trim() === '' ? Number.NaN : Number(row[index]);
    if (Number.isFinite(value) && Math.abs(value) <= 1e150) return value;
    throw new Complaint(`Row ${at + 1} of the column ${quote(name)} is ${quote(row[index])}; allowed is a finite number.`, about);
  });
}

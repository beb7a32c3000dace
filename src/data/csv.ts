import { Complaint, quote } from '../problem/complaint.ts';
import { finish } from '../problem/steps.ts';

/** A table of named columns of text, every row as long as the header. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Cells beyond this are refused: they would hold the page's memory for a figure of two features. */
export const MAX_CELLS = 10_000_000;

const QUOTE = 34, LINE = 10, RETURN = 13; // character codes
const RECORDS = 2000; // read between two yields: about a millisecond

// RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. A cell is cut from the text where it stands; only
// one with a quote in it is put together.
function* records(text: string, delimiter: number): Generator<string[]> {
  let row: string[] = [], from = text.charCodeAt(0) === 0xfeff ? 1 : 0, at = from;
  let quoted: string | undefined; // what a quoted cell holds, once its quote is closed
  const close = () => {
    const cell = quoted === undefined ? text.slice(from, at) : quoted + text.slice(from, at);
    row.push(cell);
    quoted = undefined;
  };
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter) {
      close();
      from = at + 1;
    } else if (code === LINE || code === RETURN) {
      close();
      if (code === RETURN && text.charCodeAt(at + 1) === LINE) at += 1;
      from = at + 1;
      if (row.length > 1 || row[0]!.trim() !== '') yield row;
      row = [];
    } else if (code === QUOTE && quoted === undefined && text.slice(from, at).trim() === '') {
      quoted = '';
      for (from = at + 1; ; from = at + 1) {
        at = text.indexOf('"', from);
        if (at < 0) throw new Complaint('The CSV has a quote that is never closed; quotes in a cell are written twice.', 'src');
        quoted += text.slice(from, at);
        if (text.charCodeAt(at + 1) !== QUOTE) break;
        quoted += '"';
        at += 1;
      }
      from = at + 1;
    }
  }
  close();
  if (row.length > 1 || row[0]!.trim() !== '') yield row;
}

/**
 * Parses CSV text with a header line, in resumable steps; see `parseCsv`.
 * @param keep the columns whose cells are kept, where not all are; those of the others are empty
 */
export function* csvSteps(text: string, keep?: readonly string[]): Generator<void, Table> {
  if (/^\ufeff?\s*<(!doctype|html|\?xml)/i.test(text)) throw new Complaint('The CSV is a web page; is its address right?', 'src');
  const header = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const delimiter = header.includes(',') ? ',' : header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
  let names: string[] | undefined, unkept: number[] = [];
  const rows: string[][] = [];
  let cells = 0;
  for (const record of records(text, delimiter.charCodeAt(0))) {
    if (!names) {
      names = record.map((name) => name.trim());
      if (keep) unkept = names.flatMap((name, index) => (keep.includes(name) ? [] : [index]));
      continue;
    }
    if (record.length !== names.length) throw new Complaint(`Row ${rows.length + 1} of the CSV has ${record.length} cells; its header has ${names.length}.`, 'src');
    if ((cells += record.length) > MAX_CELLS) throw new Complaint(`The CSV has more than ${MAX_CELLS.toLocaleString('en')} cells; a figure shows two features, so pass fewer columns or rows.`, 'src');
    for (const index of unkept) record[index] = '';
    rows.push(record);
    if (rows.length % RECORDS === 0) yield;
  }
  if (!names || rows.length === 0) throw new Complaint('The CSV is empty; expected are a header line and at least one row.', 'src');
  return { names, rows };
}

/**
 * Parses CSV text with a header line. Semicolons and tabs are taken for delimiters where the header has them and no comma.
 * @throws Complaint for an empty file, a web page instead of a CSV, rows of another length, or too many cells
 */
export const parseCsv = (text: string): Table => finish(csvSteps(text));

/** A column as numbers in resumable steps; see `column`. */
export function* columnSteps(table: Table, name: string, about: string): Generator<void, number[]> {
  const index = table.names.indexOf(name);
  if (index < 0) throw new Complaint(`${about} names ${quote(name)}; the CSV has the columns ${table.names.slice(0, 30).join(', ')}.`, about);
  const values: number[] = [];
  for (const row of table.rows) {
    const value = row[index]!.trim() === '' ? Number.NaN : Number(row[index]);
    if (!(Number.isFinite(value) && Math.abs(value) <= 1e150)) throw new Complaint(`Row ${values.length + 1} of the column ${quote(name)} is ${quote(row[index])}; allowed is a finite number.`, about);
    if (values.push(value) % (4 * RECORDS) === 0) yield;
  }
  return values;
}

/** A column as numbers. @throws Complaint when the column is missing or a cell is not a finite number */
export const column = (table: Table, name: string, about: string): number[] => finish(columnSteps(table, name, about));

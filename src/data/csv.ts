import { MAX_CELLS } from '../problem/budgets.ts';
import { Complaint, quote } from '../problem/complaint.ts';
import { finish } from '../problem/steps.ts';

/** A table of named columns of text, every row as long as the header. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

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

/** The rows of a CSV in resumable steps: hands over the names, then each row, which is as long as they are. */
function* rowSteps(text: string, named: (names: string[]) => void, row: (cells: string[]) => void): Generator<void, void> {
  if (/^\ufeff?\s*<(!doctype|html|\?xml)/i.test(text)) throw new Complaint('The CSV is a web page; is its address right?', 'src');
  const header = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const delimiter = header.includes(',') ? ',' : header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
  let width = -1, rows = 0;
  for (const record of records(text, delimiter.charCodeAt(0))) {
    if (width < 0) {
      named(record.map((name) => name.trim()));
      width = record.length;
      continue;
    }
    rows += 1;
    if (record.length !== width) throw new Complaint(`Row ${rows} of the CSV has ${record.length} cells; its header has ${width}.`, 'src');
    if (rows * width > MAX_CELLS) throw new Complaint(`The CSV has more than ${MAX_CELLS.toLocaleString('en')} cells; a figure shows two features, so pass fewer columns or rows.`, 'src');
    row(record);
    if (rows % RECORDS === 0) yield;
  }
  if (rows === 0) throw new Complaint('The CSV is empty; expected are a header line and at least one row.', 'src');
}

/**
 * Parses CSV text with a header line. Semicolons and tabs are taken for delimiters where the header has them and no comma.
 * @throws Complaint for an empty file, a web page instead of a CSV, rows of another length, or too many cells
 */
export function parseCsv(text: string): Table {
  let names: string[] = [];
  const rows: string[][] = [];
  finish(rowSteps(text, (found) => { names = found; }, (row) => rows.push(row)));
  return { names, rows };
}

/** A column of numbers, or the first of its cells that is none. */
type Numbers = { readonly values: number[]; wrong?: { readonly row: number; readonly cell: string } };

/** Gives a column by its name; `about` is the attribute that names it. @throws Complaint */
export type Columns = (name: string, about: string) => readonly number[];

function columnFrom(names: readonly string[], numbers: Numbers | undefined, name: string, about: string): readonly number[] {
  if (!numbers) throw new Complaint(`${about} names ${quote(name)}; the CSV has the columns ${names.slice(0, 30).join(', ')}.`, about);
  if (numbers.wrong) throw new Complaint(`Row ${numbers.wrong.row} of the column ${quote(name)} is ${quote(numbers.wrong.cell)}; allowed is a finite number.`, about);
  return numbers.values;
}

function take(numbers: Numbers, cell: string): void {
  if (numbers.wrong) return;
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value) && Math.abs(value) <= 1e150) numbers.values.push(value);
  else numbers.wrong = { row: numbers.values.length + 1, cell };
}

/** The named columns of a CSV as numbers, in resumable steps. No text of it is kept: millions of cells would keep the page collecting them. */
export function* columnSteps(text: string, wanted: readonly string[]): Generator<void, Columns> {
  let names: string[] = [], columns: (Numbers | undefined)[] = [], kept: number[] = [];
  yield* rowSteps(text, (found) => {
    names = found;
    columns = names.map((name) => (wanted.includes(name) ? { values: [] } : undefined));
    kept = names.flatMap((_, index) => (columns[index] ? [index] : []));
  }, (row) => { for (const index of kept) take(columns[index]!, row[index]!); });
  return (name, about) => columnFrom(names, columns[names.indexOf(name)], name, about);
}

/** A column of a table as numbers. @throws Complaint when the column is missing or a cell is not a finite number */
export function column({ names, rows }: Table, name: string, about: string): readonly number[] {
  const index = names.indexOf(name);
  const numbers: Numbers | undefined = index < 0 ? undefined : { values: [] };
  if (numbers) for (const row of rows) take(numbers, row[index]!);
  return columnFrom(names, numbers, name, about);
}

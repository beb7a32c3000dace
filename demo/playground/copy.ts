import { Complaint, snippet } from '../../src/core.ts';
import type { RegGeometry } from '../../src/index.ts';
import { copyText } from '../workshop.ts';
import { byId, sentenceOf } from './fields.ts';
import { markupOf, type OwnFile } from './markup.ts';

const SCALE = 2;

/** What the buttons copy. */
export interface Copied { readonly figure: RegGeometry; readonly shown: () => readonly string[]; readonly chosen: () => readonly string[]; readonly file: () => OwnFile | undefined; readonly say: (sentence: string) => void }

/** The text of a copy, and what there is to say of it beside that it was copied. */
async function textOf(as: string, { figure, shown, chosen, file }: Copied): Promise<readonly [text: string, what: string]> {
  switch (as) {
    case 'link': {
      if (!figure.state) throw new Complaint(`The figure shows ${'X' in figure.problem.loss ? figure.problem.loss.y.length : 0} rows of yours, too many for an address; allowed are some hundred numbers.`, 'src');
      const url = new URL(await figure.copyLink());
      url.hash = [...url.hash.slice(1).split('&').filter((part) => !part.startsWith('show=')), `show=${chosen().join(',')}`].join('&');
      return [url.href, 'the address of this page as it is now'];
    }
    case 'html': {
      const own = figure.state ? undefined : file();
      if (!figure.state && !own) throw new Complaint('The rows are too many to be written down, and their columns have names with spaces or commas; allowed in HTML are two names without.', 'features');
      return [markupOf(figure, shown(), own), own ? `HTML, which wants ${own.src} beside the page` : 'HTML'];
    }
    case 'svg': return [figure.exportSvg(), 'the figure as SVG'];
    case 'python': return [snippet(figure.findings.problem, 'python', figure.solution), `a Python script${rowsNote(figure)}`];
    default: return [snippet(figure.findings.problem, 'r', figure.solution), `an R script${rowsNote(figure)}`];
  }
}

const rowsNote = ({ problem: { loss } }: RegGeometry) => ('X' in loss && loss.y.length > 50 ? ', which reads the scaled rows from data.csv' : '');

/** Has the buttons copy, and says what was copied; where the browser refuses, the text is there to be taken by hand. */
export function copies(buttons: Iterable<HTMLElement>, page: Copied): void {
  const shelf = byId('by-hand');
  const run = async (as: string) => {
    shelf.hidden = true;
    try {
      if (as === 'png') return page.say(await picture(page.figure));
      const [text, what] = await textOf(as, page);
      page.say(`${(await copyText(text, shelf)) ? 'Copied:' : 'Not copied, but below:'} ${what}.`);
    } catch (error) {
      page.say(sentenceOf(error));
    }
  };
  for (const button of buttons) button.addEventListener('click', () => void run(button.dataset.copy!));
}

/** A picture goes to the clipboard, or where that takes none to a file. */
async function picture(figure: RegGeometry): Promise<string> {
  const png = await figure.exportPng({ scale: SCALE });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return 'Copied: the figure as a PNG.';
  } catch {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(png), download: 'figure.png' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    return 'The browser copies no pictures here, so it is saved as figure.png.';
  }
}

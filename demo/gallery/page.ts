import { copyText } from '../workshop.ts';

/** Has each piece's button copy the HTML that stands above it, which is the HTML that is shown. */
export function gallery(): void {
  const said = document.getElementById('said')!, shelf = document.getElementById('by-hand')!;
  for (const button of document.querySelectorAll<HTMLElement>('.piece [data-copy]')) button.addEventListener('click', () => {
    const piece = button.closest('.piece')!, name = piece.querySelector('h3')!.textContent!;
    void copyText(piece.querySelector('code')!.textContent!, shelf).then((copied) => { said.textContent = copied ? `Copied: ${name}.` : `Not copied, but above: ${name}.`; });
  });
}

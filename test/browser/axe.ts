import axeAddress from '../../node_modules/axe-core/axe.min.js?url';

interface Found { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary: string }[] }
interface Axe { run(context: Document, options: object): Promise<{ violations: readonly Found[] }> }

let loaded: Promise<void> | undefined;

/** What axe finds wrong with the document as it stands, every rule on, shadow roots included; in light and in dark. */
export async function axeFinds(): Promise<string[]> {
  loaded ??= new Promise((done) => {
    const script = document.createElement('script');
    script.src = axeAddress;
    script.onload = () => done();
    document.head.append(script);
  });
  await loaded;
  const told: string[] = [];
  for (const scheme of ['light', 'dark']) {
    document.documentElement.style.colorScheme = scheme;
    await new Promise((done) => setTimeout(done, 150));
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] });
    told.push(...violations.map(({ id, help, nodes }) => `${scheme}: ${id} (${help}): ${nodes.slice(0, 4).map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary}`).join(' | ')}`));
  }
  document.documentElement.style.colorScheme = '';
  return told;
}

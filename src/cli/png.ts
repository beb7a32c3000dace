import { Complaint } from '../problem/complaint.ts';

/** What is used of sharp, which is installed beside this package by whoever wants a PNG. */
type Sharp = (input: Uint8Array, options: { density: number }) => { png(): { toBuffer(): Promise<Uint8Array> } };

const DPI = 72; // at which librsvg takes a pixel of an SVG for one of the picture

async function load(): Promise<Sharp> {
  const name = 'sharp'; // no word of this package: a compiler must not look for it
  try {
    return ((await import(/* @vite-ignore */ name)) as { default: Sharp }).default;
  } catch (error) {
    throw new Complaint(`A PNG needs the package sharp beside this one: npm install sharp. (${(error as Error).message.split('\n')[0]}) An SVG needs nothing: -o figure.svg`, 'output');
  }
}

/** An SVG's pixels as PNG, `scale` for each of its own. @throws Complaint where no rasteriser is installed */
export async function pngOf(svg: string, scale: number): Promise<Uint8Array> {
  const sharp = await load();
  return sharp(new TextEncoder().encode(svg), { density: DPI * scale }).png().toBuffer();
}

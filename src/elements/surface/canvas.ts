import type { Picture } from '../../paint/picture.ts';
import type { Frame } from './frame.ts';

export type EngineKind = 'gpu' | 'cpu';
/** The ways to draw, best first: by the GPU, by the page's worker, or in slices of the page's own thread. */
export type Means = 'gpu' | 'worker' | 'slices';

/** A canvas and who paints it. A canvas keeps its first kind of context for life, so each surface brings its own. */
export interface Surface {
  readonly means: Means;
  readonly kind: EngineKind;
  readonly canvas: HTMLCanvasElement;
  /** Paints at this size in device pixels; of pictures that come faster than they are painted the newest wins. */
  paint(picture: Picture, width: number, height: number, frame: Frame): void;
  dispose(): void;
}

/** What a surface tells the easel that it stands on. Reasons are sentences. */
export interface Watcher {
  /** A picture stands on the canvas. */
  drawn(): void;
  /** It could paint now what it could not when it was asked, or its canvas has lost its picture. */
  again(): void;
  /** The surface is dead: its device or worker is gone. */
  lost(reason: string): void;
  /** It lives, and cannot draw this: another means must. */
  failed(reason: string): void;
  /** A better means than this one has become ready. */
  better(): void;
}

export function freshCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.willChange = 'transform'; // a compositor's layer of its own, whatever draws: else the vector layers above are shaded apart
  return canvas;
}

export function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

import { guarded } from '../../gpu/guarded.ts';

/** What the views of one animation frame share: one command encoder, so one submit, for each device. */
export interface Frame {
  /**
   * @internal the declarations of the package need no types of WebGPU
   * @param refused told where the GPU refuses what the frame gave it: then nothing of it was drawn
   */
  encoder(device: GPUDevice, refused?: (error: Error) => void): GPUCommandEncoder;
}

type Paint = (frame: Frame) => void;
interface Sheet { readonly encoder: GPUCommandEncoder; readonly refused: ((error: Error) => void)[] }

const due = new Set<Paint>();
let handle = 0;

function run(): void {
  handle = 0;
  const paints = [...due];
  due.clear();
  const sheets = new Map<GPUDevice, Sheet>();
  const frame: Frame = {
    encoder(device, refused) {
      let sheet = sheets.get(device);
      if (!sheet) sheets.set(device, (sheet = { encoder: device.createCommandEncoder({ label: 'frame' }), refused: [] }));
      if (refused) sheet.refused.push(refused);
      return sheet.encoder;
    },
  };
  for (const paint of paints) {
    try {
      paint(frame);
    } catch (error) {
      reportError(error); // one view's fault must not keep the others from being drawn
    }
  }
  for (const [device, { encoder, refused }] of sheets) {
    guarded(device, () => device.queue.submit([encoder.finish()])).catch((error: unknown) => { for (const tell of refused) tell(error as Error); });
  }
}

/** Has `paint` called once in the page's next frame, however often it is asked for until then. */
export function nextFrame(paint: Paint): void {
  due.add(paint);
  handle ||= requestAnimationFrame(run);
}

export const forget = (paint: Paint): void => void due.delete(paint);

import { guarded } from '../../gpu/guarded.ts';

/** What the views of one animation frame share: one command encoder, so one submit, for each device. */
export interface Frame {
  /**
   * @internal the declarations of the package need no types of WebGPU
   * @param told whether the GPU took what the frame gave it, or why it refused: then nothing of it was drawn. Who has no doubt does not ask, which costs time
   */
  encoder(device: GPUDevice, told?: (refusal: Error | undefined) => void): GPUCommandEncoder;
}

type Paint = (frame: Frame) => void;
interface Sheet { readonly encoder: GPUCommandEncoder; readonly asking: ((refusal: Error | undefined) => void)[] }

const due = new Set<Paint>();
let handle = 0;

function run(): void {
  handle = 0;
  const paints = [...due];
  due.clear();
  const sheets = new Map<GPUDevice, Sheet>();
  const frame: Frame = {
    encoder(device, told) {
      let sheet = sheets.get(device);
      if (!sheet) sheets.set(device, (sheet = { encoder: device.createCommandEncoder({ label: 'frame' }), asking: [] }));
      if (told) sheet.asking.push(told);
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
  for (const [device, { encoder, asking }] of sheets) {
    const submit = () => device.queue.submit([encoder.finish()]), tellAll = (refusal: Error | undefined) => { for (const tell of asking) tell(refusal); };
    if (asking.length === 0) submit();
    else guarded(device, submit).then(() => tellAll(undefined), tellAll);
  }
}

/** Has `paint` called once in the page's next frame, however often it is asked for until then. */
export function nextFrame(paint: Paint): void {
  due.add(paint);
  handle ||= requestAnimationFrame(run);
}

export const forget = (paint: Paint): void => void due.delete(paint);

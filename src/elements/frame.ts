/** What the views of one animation frame share: one command encoder, so one submit, for each device. */
export interface Frame { encoder(device: GPUDevice): GPUCommandEncoder }

type Paint = (frame: Frame) => void;

const due = new Set<Paint>();
let handle = 0;

function run(): void {
  handle = 0;
  const paints = [...due];
  due.clear();
  const encoders = new Map<GPUDevice, GPUCommandEncoder>();
  const frame: Frame = {
    encoder(device) {
      let encoder = encoders.get(device);
      if (!encoder) encoders.set(device, (encoder = device.createCommandEncoder({ label: 'frame' })));
      return encoder;
    },
  };
  for (const paint of paints) {
    try {
      paint(frame);
    } catch (error) {
      reportError(error); // one view's fault must not keep the others from being drawn
    }
  }
  for (const [device, encoder] of encoders) device.queue.submit([encoder.finish()]);
}

/** Has `paint` called once in the page's next frame, however often it is asked for until then. */
export function nextFrame(paint: Paint): void {
  due.add(paint);
  handle ||= requestAnimationFrame(run);
}

export const forget = (paint: Paint): void => void due.delete(paint);

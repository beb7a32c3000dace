import { argmin, canvasOf, dotOver, LINES, loss, MINIMIZER, penalty, WINDOW } from './problem.js';

const CODE = /* wgsl */ `
struct View { low: vec2f, high: vec2f, size: vec2f, lambda: f32, base: f32, span: f32 }
@group(0) @binding(0) var<uniform> view: View;
@vertex fn cover(@builtin(vertex_index) i: u32) -> @builtin(position) vec4f {
  return vec4f(f32(i & 1u) * 4.0 - 1.0, f32(i >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}
@fragment fn shade(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let theta = mix(vec2f(view.low.x, view.high.y), vec2f(view.high.x, view.low.y), at.xy / view.size);
  let off = theta - vec2f(${MINIMIZER.join(', ')});
  let value = dot(off, off) / 2.0 + 0.3 * off.x * off.y + view.lambda * (abs(theta.x) + abs(theta.y));
  let share = sqrt(max(value - view.base, 0.0) / view.span);
  let ring = share * ${LINES}.0;
  let line = 1.0 - smoothstep(0.5, 1.5, abs(fract(ring - 0.5) - 0.5) / max(fwidth(ring), 1e-6));
  return vec4f(mix(vec3f(1.0 - 0.6 * share), vec3f(0.1, 0.3, 0.7), 0.7 * line), 1.0);
}`;

/** One pipeline, one uniform, one draw, one submit a frame, and the dot: WebGPU with nothing around it. */
export async function open(host, { grid, size }) {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter.requestDevice();
  const canvas = canvasOf(host, grid, size);
  canvas.style.setProperty('will-change', 'transform');
  const context = canvas.getContext('webgpu'), format = navigator.gpu.getPreferredCanvasFormat();
  context.configure({ device, format, alphaMode: 'premultiplied' });
  const module = device.createShaderModule({ code: CODE });
  const pipeline = await device.createRenderPipelineAsync({ layout: 'auto', vertex: { module }, fragment: { module, targets: [{ format }] } });
  const words = Float32Array.of(WINDOW.x[0], WINDOW.y[0], WINDOW.x[1], WINDOW.y[1], grid, grid, 0, 0, 1, 0, 0, 0);
  const uniform = device.createBuffer({ size: words.byteLength, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries: [{ binding: 0, resource: { buffer: uniform } }] });
  const move = dotOver(host, size);
  const corner = [WINDOW.x[0], WINDOW.y[0]];
  return {
    step(lambda) {
      const theta = argmin(lambda), base = loss(...theta) + lambda * penalty(...theta);
      words.set([lambda, base, loss(...corner) + lambda * penalty(...corner) - base], 6);
      device.queue.writeBuffer(uniform, 0, words);
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginRenderPass({ colorAttachments: [{ view: context.getCurrentTexture().createView(), loadOp: 'clear', storeOp: 'store' }] });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.draw(3);
      pass.end();
      device.queue.submit([encoder.finish()]);
      move(theta);
    },
    close: () => device.destroy(),
  };
}

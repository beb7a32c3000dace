// The mean loss of many samples at every node. Sums are blocked and pairwise: WGSL may reassociate, so what bounds the
// rounding is that partial sums are stored between dispatches. Nodes and blocks come in batches that stay far from any
// watchdog. `sample_loss` is generated from the loss's formula.

struct Batch {
  first_node: u32,  // of the nodes in this batch, counted through the grid
  nodes: u32,
  first_block: u32, // of the blocks in this batch
  blocks: u32,
  samples: u32,
  columns: u32,
}
const BLOCK = 64u;

@group(1) @binding(0) var<storage, read> nodes_x: array<f32>;
@group(1) @binding(1) var<storage, read> nodes_y: array<f32>;
@group(1) @binding(2) var<storage, read> intercepts: array<f32>; // b at every node, or one 0
@group(1) @binding(3) var<storage, read> samples: array<vec4f>;  // x₁, x₂, target, weight
@group(1) @binding(4) var<storage, read_write> partials: array<f32>;
@group(1) @binding(5) var<uniform> batch: Batch;

@compute @workgroup_size(64)
fn sum_blocks(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= batch.nodes || id.y >= batch.blocks) { return; }
  let node = batch.first_node + id.x;
  let theta = vec2f(nodes_x[node % batch.columns], nodes_y[node / batch.columns]);
  let b = intercepts[min(node, arrayLength(&intercepts) - 1u)];
  let start = (batch.first_block + id.y) * BLOCK;
  let to = min(start + BLOCK, batch.samples);
  var sum = 0.0;
  for (var i = start; i < to; i += 1u) {
    let row = samples[i];
    sum += row.w * sample_loss(dot(row.xy, theta) + b, row.z);
  }
  partials[id.y * batch.nodes + id.x] = sum;
}

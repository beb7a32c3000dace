// Sums stored partial sums, 64 to one, for every node of a batch.

struct Folding { nodes: u32, parts: u32, first: u32, }
const FOLD = 64u;

@group(1) @binding(0) var<storage, read> parts: array<f32>;
@group(1) @binding(1) var<storage, read_write> sums: array<f32>;
@group(1) @binding(2) var<uniform> folding: Folding;

@compute @workgroup_size(64)
fn fold(@builtin(global_invocation_id) id: vec3u) {
  let start = id.y * FOLD;
  if (id.x >= folding.nodes || start >= folding.parts) { return; }
  let to = min(start + FOLD, folding.parts);
  var sum = 0.0;
  for (var part = start; part < to; part += 1u) { sum += parts[part * folding.nodes + id.x]; }
  sums[(folding.first + id.y) * folding.nodes + id.x] = sum;
}

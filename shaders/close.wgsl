// Joins the summed losses of a batch of nodes with the penalty there. `penalty` is generated.

struct Closing { first_node: u32, nodes: u32, columns: u32, share: f32, } // share: 1 / Σ weights

@group(1) @binding(0) var<storage, read> nodes_x: array<f32>;
@group(1) @binding(1) var<storage, read> nodes_y: array<f32>;
@group(1) @binding(2) var<storage, read> sums: array<f32>;
@group(1) @binding(3) var<storage, read_write> field: array<vec2f>;
@group(1) @binding(4) var<uniform> closing: Closing;

@compute @workgroup_size(64)
fn close(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= closing.nodes) { return; }
  let node = closing.first_node + id.x;
  let p = vec2f(nodes_x[node % closing.columns], nodes_y[node / closing.columns]);
  field[node] = vec2f(sums[id.x] * closing.share, penalty(p));
}

// L and R at every node of a grid. The nodes' coordinates come rounded from the host, so that the CPU engine evaluates
// at the very same points. `loss` and `penalty` are generated from the problem's formulas.

@group(1) @binding(0) var<storage, read> nodes_x: array<f32>;
@group(1) @binding(1) var<storage, read> nodes_y: array<f32>;
@group(1) @binding(2) var<storage, read_write> field: array<vec2f>;

@compute @workgroup_size(8, 8)
fn evaluate(@builtin(global_invocation_id) id: vec3u) {
  let columns = arrayLength(&nodes_x);
  if (id.x >= columns || id.y >= arrayLength(&nodes_y)) { return; }
  let p = vec2f(nodes_x[id.x], nodes_y[id.y]);
  field[id.y * columns + id.x] = vec2f(loss(p), penalty(p));
}

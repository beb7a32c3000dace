// L from its values on a grid, by cubic convolution (Keys 1981, a = −½): smooth, with an exact slope, so that level lines
// have no facets. The grid has one node beyond each edge of the window.

struct Table { low: vec2f, scale: vec2f, size: vec2u } // scale: cells for each unit of θ; size: nodes, borders included
@group(0) @binding(1) var<uniform> table: Table;
@group(0) @binding(2) var<storage, read> table_values: array<f32>;

fn cubic(t: f32) -> vec4f {
  let s = 1.0 - t;
  return 0.5 * vec4f(-t * s * s, 2.0 - t * t * (5.0 - 3.0 * t), 2.0 - s * s * (5.0 - 3.0 * s), -s * t * t);
}
fn cubic_slope(t: f32) -> vec4f {
  let s = 1.0 - t;
  return 0.5 * vec4f(-s * (s - 2.0 * t), -t * (10.0 - 9.0 * t), s * (10.0 - 9.0 * s), -t * (2.0 * s - t));
}

struct Place { cell: vec2u, along: vec2f }
fn place(p: vec2f) -> Place {
  let last = vec2f(table.size - 4u);
  let at = clamp((p - table.low) * table.scale, vec2f(0.0), last + 1.0);
  let cell = min(floor(at), last);
  return Place(vec2u(cell), at - cell);
}
fn blend(cell: vec2u, across: vec4f, up: vec4f) -> f32 {
  var sum = 0.0;
  for (var row = 0u; row < 4u; row += 1u) {
    let at = (cell.y + row) * table.size.x + cell.x;
    sum += up[row] * dot(across, vec4f(table_values[at], table_values[at + 1u], table_values[at + 2u], table_values[at + 3u]));
  }
  return sum;
}
fn loss(p: vec2f) -> f32 {
  let here = place(p);
  return blend(here.cell, cubic(here.along.x), cubic(here.along.y));
}
fn loss_slope(p: vec2f) -> vec2f {
  let here = place(p);
  return table.scale * vec2f(
    blend(here.cell, cubic_slope(here.along.x), cubic(here.along.y)),
    blend(here.cell, cubic(here.along.x), cubic_slope(here.along.y)));
}

// Every pixel is a solve: where the solution of a quadratic loss and a convex penalty lands, for each θ̂ or for each correlation
// and λ. Decided by the inequalities of the optimality conditions, never by a weight that comes out as 0 in f32.

struct Rule {
  bowl: vec4f,     // a, h, c, det A
  weights: vec4f,  // w₁, w₂, bend, λ or t
  corner: vec4f,   // reach of the ball on each axis (0: no corner), slope of R there
  minimizer: vec2f,
  root: f32,       // √(ac)
  product: f32,    // ac
  form: u32,       // 0 penalty, 1 constraint
  round: u32,      // whether R is a Euclidean norm
  turned: u32,     // whether R is split in u = (x + y)/2, v = (x − y)/2
  correlation: u32,// whether a pixel is a correlation and λ
}
@group(0) @binding(0) var<storage, read> nodes_x: array<f32>;
@group(0) @binding(1) var<storage, read> nodes_y: array<f32>;
@group(0) @binding(2) var<storage, read_write> landings: array<u32>;
@group(0) @binding(3) var<uniform> rule: Rule;

const FREE = 0u;
const ORIGIN = 1u;
const RIGHT = 2u; // then left, up, down; the ties follow four later
const INSIDE = 10u;

fn priced(bowl: vec4f, lambda: f32, p: vec2f) -> u32 {
  let b = vec2f(bowl.x * p.x + bowl.y * p.y, bowl.y * p.x + bowl.z * p.y);
  let l = lambda * rule.weights.xy;
  if (rule.round == 1u) { return select(FREE, ORIGIN, l.x * l.x - (b.x * b.x + b.y * b.y) >= 0.0); }
  let still = l - abs(b) >= vec2f(0.0);
  if (all(still)) { return select(FREE, ORIGIN, all(rule.weights.xy > vec2f(0.0))); }
  let nu = lambda * rule.weights.z;
  let s = select(vec2f(-1.0), vec2f(1.0), b >= vec2f(0.0));
  if (!still.x && rule.weights.y > 0.0 && l.y * (bowl.x + nu) - abs(bowl.w * p.y + nu * b.y + s.x * bowl.y * l.x) >= 0.0) { return select(RIGHT + 1u, RIGHT, s.x > 0.0); }
  if (!still.y && rule.weights.x > 0.0 && l.x * (bowl.z + nu) - abs(bowl.w * p.x + nu * b.x + s.y * bowl.y * l.y) >= 0.0) { return select(RIGHT + 3u, RIGHT + 2u, s.y > 0.0); }
  return FREE;
}

fn bounded(bowl: vec4f, p: vec2f) -> u32 {
  let w = rule.weights.xy;
  let reach = rule.corner.xy;
  if (rule.round == 1u) { return select(FREE, INSIDE, reach.x * reach.x - (p.x * p.x + p.y * p.y) >= 0.0); }
  if (rule.weights.w - (w.x * abs(p.x) + w.y * abs(p.y) + rule.weights.z * 0.5 * (p.x * p.x + p.y * p.y)) >= 0.0) { return INSIDE; }
  for (var side = 0u; side < 2u; side += 1u) {
    let s = 1.0 - 2.0 * f32(side);
    let u = p.x - s * reach.x;
    if (reach.x > 0.0 && s * w.y * (bowl.x * u + bowl.y * p.y) - rule.corner.z * abs(bowl.y * u + bowl.z * p.y) >= 0.0) { return RIGHT + side; }
    let v = p.y - s * reach.y;
    if (reach.y > 0.0 && s * w.x * (bowl.y * p.x + bowl.z * v) - rule.corner.w * abs(bowl.x * p.x + bowl.y * v) >= 0.0) { return RIGHT + 2u + side; }
  }
  return FREE;
}

@compute @workgroup_size(8, 8)
fn land(@builtin(global_invocation_id) id: vec3u) {
  let columns = arrayLength(&nodes_x);
  if (id.x >= columns || id.y >= arrayLength(&nodes_y)) { return; }
  let node = vec2f(nodes_x[id.x], nodes_y[id.y]);
  var bowl = rule.bowl;
  var p = node;
  var lambda = rule.weights.w;
  if (rule.correlation == 1u) {
    bowl.y = rule.root * node.x;
    bowl.w = rule.product * (1.0 - node.x) * (1.0 + node.x);
    p = rule.minimizer;
    lambda = node.y;
  }
  if (rule.turned == 1u) {
    bowl = vec4f(bowl.x + bowl.z + 2.0 * bowl.y, bowl.x - bowl.z, bowl.x + bowl.z - 2.0 * bowl.y, 4.0 * bowl.w);
    p = vec2f(0.5 * (p.x + p.y), 0.5 * (p.x - p.y));
  }
  var landing = FREE;
  if (rule.form == 0u) { landing = priced(bowl, lambda, p); } else { landing = bounded(bowl, p); }
  if (rule.turned == 1u && landing >= RIGHT && landing < RIGHT + 4u) { landing += 4u; }
  landings[id.y * columns + id.x] = landing;
}

// The extents of L, R and L + λR over a field, and its best node, in two passes: every invocation strides over the field
// and keeps its own summary, then one invocation joins the summaries. On a software adapter this beats a barrier tree.

struct Summary {
  low: vec3f,   // least L, R, L + λR
  best: u32,    // index of the best node, NONE when no node is feasible
  high: vec3f,
  least: f32,   // the objective at the best node
}
struct Aim { lambda: f32, budget: f32, bounded: u32, }

@group(1) @binding(0) var<storage, read> field: array<vec2f>;
@group(1) @binding(1) var<storage, read_write> summaries: array<Summary>;
@group(1) @binding(2) var<uniform> aim: Aim;

const NONE = 0xffffffffu;
const FAR = 3.4e38;

fn empty() -> Summary { return Summary(vec3f(FAR), NONE, vec3f(-FAR), FAR); }

fn join(a: Summary, b: Summary) -> Summary {
  // On equal values the lower index wins, as on the CPU.
  let second = b.best != NONE && (a.best == NONE || b.least < a.least || (b.least == a.least && b.best < a.best));
  return Summary(min(a.low, b.low), select(a.best, b.best, second), max(a.high, b.high), select(a.least, b.least, second));
}

@compute @workgroup_size(64)
fn stride(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  var found = empty();
  for (var at = id.x; at < arrayLength(&field); at += groups.x * 64u) {
    let node = field[at];
    let objective = node.x + aim.lambda * node.y;
    let values = vec3f(node, objective);
    let feasible = aim.bounded == 0u || node.y <= aim.budget;
    found = join(found, Summary(values, select(NONE, at, feasible), values, objective));
  }
  summaries[id.x] = found;
}

@compute @workgroup_size(1)
fn gather() {
  var found = empty();
  for (var at = 0u; at < arrayLength(&summaries); at += 1u) { found = join(found, summaries[at]); }
  summaries[0] = found;
}

// The field canvas: heatmap and anti-aliased level lines, evaluated per pixel from the formulas and their slopes, so
// that creases stay exact at any pixel density. `loss`, `penalty` and their slopes are generated.

struct Picture {
  low: vec2f,           // the window, in θ
  high: vec2f,
  size: vec2f,          // in device pixels
  lambda: f32,
  line_width: f32,      // in device pixels
  heat: vec4f,          // low, 1 / (high − low), quantity, place of the bold ring among the thin ones
  levels: vec4f,        // base, step, quantity, count
  line: vec4f,          // colour, not premultiplied
  power: f32,           // heights are compressed by it
  middle: f32,          // of a map with two sides: how far up the range; below 0 for a map with one
  given_count: f32,     // lines at given values, of which there are so many; 0 for evenly spaced ones
  given: array<vec4f, 16>,
}
@group(1) @binding(0) var<uniform> picture: Picture;
@group(1) @binding(1) var<uniform> ramp: array<vec4f, 256>;

// Quantities: 0 nothing, 1 the objective L + λR, 2 the loss, 3 the penalty.
fn value_of(quantity: f32, p: vec2f) -> f32 {
  if (quantity == 2.0) { return loss(p); }
  if (quantity == 3.0) { return penalty(p); }
  return loss(p) + picture.lambda * penalty(p);
}
// Half a pixel off the axes: at a cusp the slope there is unbounded, and a line as thick as its pixel would be inked along it.
fn off_axes(p: vec2f) -> vec2f {
  let half_pixel = (picture.high - picture.low) / picture.size * 0.5;
  return select(-max(-p, half_pixel), max(p, half_pixel), p >= vec2f(0.0));
}
fn slope_of(quantity: f32, p: vec2f) -> vec2f {
  if (quantity == 2.0) { return loss_slope(p); }
  if (quantity == 3.0) { return penalty_slope(off_axes(p)); }
  return loss_slope(p) + picture.lambda * penalty_slope(off_axes(p));
}

@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}

fn compress(height: f32) -> f32 {
  if (picture.power == 0.5) { return safe_sqrt(height); }
  return select(0.0, pow(height, picture.power), height > 0.0);
}

fn heat(p: vec2f) -> vec4f {
  let share = clamp((value_of(picture.heat.z, p) - picture.heat.x) * picture.heat.y, 0.0, 1.0);
  let m = picture.middle;
  var place = 0.5;
  if (m < 0.0) { place = compress(share); } else if (share < m) { place = 0.5 * share / m; } else if (m < 1.0) { place = 0.5 + 0.5 * (share - m) / (1.0 - m); }
  let at = place * 255.0;
  let below = u32(at);
  return mix(ramp[below], ramp[min(below + 1u, 255u)], fract(at));
}

// A pixel's distance to the nearest of the given levels is |Δvalue| / |∇value|; where all is flat there is no line.
fn given_cover(p: vec2f) -> f32 {
  let quantity = picture.levels.z;
  let value = value_of(quantity, p);
  let count = u32(picture.given_count);
  var off = abs(value - picture.given[0].x);
  var rank = 0u;
  for (var i = 1u; i < count; i += 1u) {
    let other = abs(value - picture.given[i / 4u][i % 4u]);
    if (other < off) { off = other; rank = i; }
  }
  let slope = length(slope_of(quantity, p) * (picture.high - picture.low) / picture.size);
  let cover = clamp(picture.line_width / 2.0 + 0.5 - off / max(slope, 1e-30), 0.0, 1.0);
  return select(0.0, mix(1.0, 0.35, f32(rank + 1u) / picture.given_count) * cover, slope > 0.0);
}

// u = (value − base)^power grows evenly from ring to ring; a pixel's distance to the nearest ring is |Δu| / |∇u|.
fn line_cover(p: vec2f) -> f32 {
  let quantity = picture.levels.z;
  let rise = value_of(quantity, p) - picture.levels.x;
  let u = compress(rise);
  if (u < picture.levels.y / 4.0) { return 0.0; } // at the bottom the slope is rounding noise, and no ring is near
  let ring = max(1.0, round(u / picture.levels.y));
  let slope = slope_of(quantity, p) * (picture.high - picture.low) / picture.size;
  let distance = abs(u - ring * picture.levels.y) * rise / (picture.power * u * max(length(slope), 1e-30));
  let giving_way = clamp((abs(ring - picture.heat.w) - 0.2) / 0.25, 0.0, 1.0); // to the bold ring of the contact
  let fade = giving_way * mix(1.0, 0.35, min(1.0, ring / picture.levels.w));
  return fade * clamp(picture.line_width / 2.0 + 0.5 - distance, 0.0, 1.0);
}

@fragment
fn shade(@builtin(position) pixel: vec4f) -> @location(0) vec4f {
  let unit = pixel.xy / picture.size;
  let p = mix(vec2f(picture.low.x, picture.high.y), vec2f(picture.high.x, picture.low.y), unit);
  var colour = vec4f(0.0);
  if (picture.heat.z > 0.0) { colour = heat(p); }
  if (picture.levels.z > 0.0) {
    var cover = picture.line.a;
    if (picture.given_count > 0.0) { cover *= given_cover(p); } else { cover *= line_cover(p); }
    colour = colour * (1.0 - cover) + vec4f(picture.line.rgb, 1.0) * cover;
  }
  return colour;
}

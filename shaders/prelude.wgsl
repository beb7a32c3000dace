// Stands before every generated formula: the functions that WGSL leaves open or inexact at the edge of their domain.

fn power2(a: f32) -> f32 { return a * a; }
fn power3(a: f32) -> f32 { return a * a * a; }
fn power4(a: f32) -> f32 { let s = a * a; return s * s; }

// aⁿ for n > 4 by repeated squaring; no square is formed that the power does not need, so none overflows before it.
fn power_whole(a: f32, n: u32) -> f32 {
  var result = select(1.0, a, (n & 1u) == 1u);
  var square = a;
  for (var rest = n >> 1u; rest > 0u; rest >>= 1u) {
    square *= square;
    if ((rest & 1u) == 1u) { result *= square; }
  }
  return result;
}

// pow is exp2(b log2 a), undefined for a ≤ 0; 0 is its limit there for b > 0, and other cases count as unbounded.
fn safe_pow(a: f32, b: f32) -> f32 { return select(0.0, pow(a, b), a > 0.0); }

// WGSL inherits sqrt from 1 / inverseSqrt, whose value at 0 is not defined.
fn safe_sqrt(a: f32) -> f32 { return select(0.0, sqrt(a), a > 0.0); }

// Values of the formulas' named parameters, four to a vector.
@group(0) @binding(0) var<uniform> parameters: array<vec4f, 8>;

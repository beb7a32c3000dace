// Stands before every generated formula: the functions that WGSL leaves open or inexact at the edge of their domain.

fn power2(a: f32) -> f32 { return a * a; }
fn power3(a: f32) -> f32 { return a * a * a; }
fn power4(a: f32) -> f32 { let s = a * a; return s * s; }

// WGSL inherits sqrt from 1 / inverseSqrt, whose value at 0 is not defined.
fn safe_sqrt(a: f32) -> f32 { return select(0.0, sqrt(a), a > 0.0); }

// Values of the formulas' named parameters, four to a vector.
@group(0) @binding(0) var<uniform> parameters: array<vec4f, 4>;

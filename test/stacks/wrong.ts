// What the types must refuse. Each line below is an error, or this file does not compile.
import type { JSX } from 'react';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';
import type {} from 'reg-geometry/react';
import type {} from 'reg-geometry/svelte';
import type {} from 'reg-geometry/vue';

type Vue = InstanceType<GlobalComponents['reg-geometry']>['$props'];

export const right: [JSX.IntrinsicElements['reg-geometry'], Vue, SvelteHTMLElements['reg-geometry']] = [
  { lambda: '0.6', minimizer: [1, 2], className: 'wide', 'onreg-error': ({ detail }) => detail.message.trim() },
  { lambda: 0.6, minimizer: '1 2', class: 'wide', onRegError: ({ detail }) => detail.message.trim() },
  { lambda: 0.6, intercept: true, class: 'wide', 'onreg-error': ({ detail }) => detail.message.trim() },
];

// @ts-expect-error -- λ is a number or its text
export const react: JSX.IntrinsicElements['reg-geometry'] = { lambda: true };
// @ts-expect-error -- λ is a number or its text
export const vue: Vue = { lambda: true };
// @ts-expect-error -- λ is a number or its text
export const svelte: SvelteHTMLElements['reg-geometry'] = { lambda: true };
// @ts-expect-error -- the solution is an answer
export const answer: JSX.IntrinsicElements['reg-geometry'] = { solution: null };
// @ts-expect-error -- the details of an event have their types
export const event: JSX.IntrinsicElements['reg-geometry'] = { 'onreg-change': ({ detail }) => detail.solution };
// @ts-expect-error -- there is no such element
export const tag: keyof JSX.IntrinsicElements & `reg-${string}` = 'reg-geometri';

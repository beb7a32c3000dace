import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const STACKS = ['react', 'vue', 'svelte'];
const inputs = (file: (name: string) => string) => Object.fromEntries(STACKS.map((name) => [name, file(name)]));
const source = (name: string) => (name === 'react' ? 'tsx' : 'ts');

/** One build of three pages, and one of three servers' functions with the library inside, as a stack that bundles its server does. */
export default defineConfig(({ isSsrBuild }) => ({
  base: './',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('reg-') } } }), svelte()],
  ssr: { noExternal: ['reg-geometry', /^lit/, /^@lit/, 'gl-matrix'] },
  build: {
    outDir: isSsrBuild ? 'dist/server' : 'dist/pages', emptyOutDir: true, target: 'es2022', minify: false,
    rolldownOptions: { input: inputs((name) => (isSsrBuild ? `${name}/server.${source(name)}` : `${name}/index.html`)) },
  },
}));

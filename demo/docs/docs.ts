import '../../src/index.ts';

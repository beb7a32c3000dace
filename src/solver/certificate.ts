import './everything.ts';

/** The certificate of any problem at any point; computed apart from every solver. */
export { certify, type Facts } from './certificate/index.ts';

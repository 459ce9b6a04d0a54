export { mayBeRule } from './ruleContent.ts';

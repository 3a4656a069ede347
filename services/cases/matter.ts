import type { CaseKind } from './case.ts';

/** What a customer wants that no form of its own takes down yet, in their own words. */
export type Matter = {
  /** The intent that was understood. */
  intent: string;
  words: string;
  policyNumber?: string;
  phone: string;
};

/** A request that a person takes up from the customer's words. */
export const matter: CaseKind = {
  name: 'matter',
  prefix: 'SX',
  steps: ['received', 'in-hand', 'answered'],
  deadlines: ({ intent }) =>
    intent === 'file-complaint'
      ? [{ name: 'decision', days: 15, source: '银行业保险业消费投诉处理管理办法 §18' }]
      : [{ name: 'acceptance', days: 2, source: '人身保险业务基本服务规定 (保监会令2010年第4号)' }],
};

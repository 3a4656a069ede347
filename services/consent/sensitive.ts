/**
 * Kinds of what a customer tells that are taken only with a consent of their own: where somebody was, how their health is,
 * which identity paper or card is theirs (个人信息保护法 §28, 29). What a contract can't be served without anyway, a
 * number to call back, the plate of the car, a policy's number, is none of them (§13).
 */
export const SENSITIVE = ['health', 'identity', 'place'] as const;
export type Sensitive = (typeof SENSITIVE)[number];

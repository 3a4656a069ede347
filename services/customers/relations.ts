/** Who somebody is to somebody else, as far as an insurer tells people apart. */
export const RELATIONS = [
  'parent-in-law',
  'child-in-law',
  'grandchild',
  'grandparent',
  'relative',
  'spouse',
  'child',
  'parent',
  'sibling',
  'friend',
  'colleague',
  'employer',
  'self',
] as const;
export type Relation = (typeof RELATIONS)[number];

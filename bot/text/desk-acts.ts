/** What an officer can do with a ticket. */
export const deskActs = [
  'claim',
  'release',
  'accept',
  'reply',
  'askBack',
  'note',
  'handOver',
  'redirect',
  'close',
  'reopen',
  'opinion',
  'approve',
  'sendBack',
  'takeBackProposal',
  'extend',
  'object',
  'review',
  'recheck',
  'hearingStart',
  'hearingEnd',
  'carryOut',
  'merge',
  'cite',
  'nearest',
  'gap',
  'notOurs',
  'agree',
  'disagree',
  'uncite',
  'undo',
  'identity',
  'files',
  'why',
] as const

export type DeskAct = (typeof deskActs)[number]

/** Acts that take several parts, asked for one by one or given at once. */
export type FormAct = Extract<DeskAct, 'opinion' | 'review' | 'recheck'>

export type SlotName = 'outcome' | 'upheld' | 'text' | 'ground' | 'remedy' | 'remedyOn'

import type { TalkRow } from '../talk.ts'

/** The key of the first message the officer has not read; edits of earlier ones do not count. */
export function firstUnread(rows: TalkRow[], readSeq: number): string | undefined {
  return rows.find((row) => isUnread(row, readSeq))?.key
}

/** How many messages the officer has not read. */
export function countUnread(rows: TalkRow[], readSeq: number): number {
  return rows.filter((row) => isUnread(row, readSeq)).length
}

function isUnread({ from, message }: TalkRow, readSeq: number): boolean {
  return from !== 'me' && message !== undefined && !message.editedAt && message.seq > readSeq
}

import { Attachments } from '../attachments.tsx'
import { timeOf } from '../dates.ts'
import { Icon } from '../icons.tsx'
import { Keyboard } from '../keyboard.tsx'
import { useText } from '../language.ts'
import { MessageStateMark } from '../message-state.tsx'
import { RichText } from '../rich-text.tsx'
import { Said } from '../said.tsx'
import { type TalkRow, wordsOf } from '../talk.ts'
import type { Conversation } from './conversation.ts'

const FILES = '/web/files/'

interface BubbleProps {
  row: TalkRow
  /** The office's newest message: its buttons are the ones asked now. */
  isNewest: boolean
  conversation: Conversation
  edit(row: TalkRow): void
}

export function Bubble({ row, isNewest, conversation, edit }: BubbleProps) {
  const text = useText()
  const isMine = row.from === 'me'
  const who = typeof row.from === 'object' ? row.from.name : isMine ? text.you : text.productName
  const keyboard = row.message?.id
  const words = wordsOf(row.input)
  return (
    <article class={isMine ? 'row mine' : 'row'} data-key={row.key} aria-label={text.saidAt(who, timeOf(row.at))}>
      <div class={`bubble${isMine ? '' : ' office'}${row.input?.kind === 'choice' ? ' tapped' : ''}`}>
        {row.reply && <RichText text={row.reply.text} secrets={row.reply.secrets} />}
        {row.reply?.files && <Attachments files={row.reply.files} root={FILES} />}
        {row.input && <Said input={row.input} root={FILES} />}
      </div>
      <p class="below">
        <time dateTime={row.at}>{timeOf(row.at)}</time>
        {row.edited && isMine && <span class="edited">{text.edited}</span>}
        <MessageStateMark row={row} retry={conversation.retry} giveUp={conversation.giveUp} />
        {isMine && words !== undefined && row.message && !row.pending && (
          <button type="button" class="quiet" onClick={() => edit(row)} aria-label={text.editThis(words.slice(0, 20))}>
            <Icon name="edit" /> {text.edit}
          </button>
        )}
      </p>
      {row.reply?.choices && row.reply.choices.length > 0 && keyboard && (
        <Keyboard
          rows={row.reply.choices}
          isCurrent={isNewest}
          numbered
          choose={({ value, label }) => conversation.post({ kind: 'choice', value, keyboard, label })}
        />
      )}
    </article>
  )
}

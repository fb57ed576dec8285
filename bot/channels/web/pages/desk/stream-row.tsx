import type { Choice } from '../../../../message.ts'
import { Attachments } from '../attachments.tsx'
import { timeOf } from '../dates.ts'
import { Icon } from '../icons.tsx'
import { Keyboard } from '../keyboard.tsx'
import { useText } from '../language.ts'
import { MessageStateMark } from '../message-state.tsx'
import { RichText } from '../rich-text.tsx'
import { Said } from '../said.tsx'
import type { TalkRow } from '../talk.ts'
import { Card } from './card.tsx'
import type { StaffRoom } from './staff-room.ts'

const FILES = '/desk/files/'

interface StreamRowProps {
  row: TalkRow
  /** The matter it is about. */
  number: string | undefined
  staffRoom: StaffRoom
  choose(choice: Choice): void
  reply(): void
}

/** One message of the stream: a card, words of the bot, or words of an officer. */
export function StreamRow({ row, number, staffRoom, choose, reply }: StreamRowProps) {
  const text = useText()
  const card = row.reply?.card
  const name = typeof row.from === 'object' ? row.from.name : row.from === 'me' ? text.you : text.bot
  const answered = row.from === 'office' ? undefined : number
  const files = row.reply?.files && <Attachments files={row.reply.files} root={FILES} />
  return (
    <article
      class={`row ${row.from === 'me' ? 'mine' : ''} ${row.from === 'office' ? 'bot' : 'officer'}`}
      data-key={row.key}
      aria-label={text.saidAt(card ? card.number : name, timeOf(row.at))}
    >
      {row.from !== 'office' && (
        <p class="who">
          <strong>{name}</strong> {answered && text.answers(answered)}
        </p>
      )}
      {card ? (
        <Card card={card} seq={row.message?.seq ?? 0}>
          {files}
        </Card>
      ) : (
        <div class={`bubble${row.input?.kind === 'choice' ? ' tapped' : ''}`}>
          {row.reply && <RichText text={row.reply.text} secrets={row.reply.secrets} />}
          {files}
          {row.input && <Said input={row.input} root={FILES} />}
        </div>
      )}
      {row.from === 'office' && (
        <div class="actions">
          {number && (
            <button
              type="button"
              class={card ? 'reply' : 'reply again'}
              onClick={reply}
              aria-label={text.replyTo(number)}
            >
              <Icon name="reply" /> {text.reply}
            </button>
          )}
          {row.reply?.choices && row.reply.choices.length > 0 && (
            <Keyboard rows={row.reply.choices} isCurrent numbered={false} choose={choose} />
          )}
        </div>
      )}
      <p class="below">
        <time dateTime={row.at}>{timeOf(row.at)}</time>
        {row.edited && !card && <span class="edited">{text.edited}</span>}
        {row.state !== 'answered' && <MessageStateMark row={row} retry={staffRoom.retry} giveUp={staffRoom.giveUp} />}
      </p>
    </article>
  )
}

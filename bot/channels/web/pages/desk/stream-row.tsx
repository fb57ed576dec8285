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
import { isReplyOffered } from './binding.ts'
import { Card } from './card.tsx'
import type { StaffRoom } from './staff-room.ts'

const FILES = '/desk/files/'

interface StreamRowProps {
  row: TalkRow
  /** The card it is, or answers. */
  card: TalkRow | undefined
  staffRoom: StaffRoom
  choose(choice: Choice): void
}

/** One message of the stream: a card, words of the bot, or words of an officer. */
export function StreamRow({ row, card: about, staffRoom, choose }: StreamRowProps) {
  const text = useText()
  const card = row.reply?.card
  const name = typeof row.from === 'object' ? row.from.name : row.from === 'me' ? text.you : text.bot
  const number = about?.reply?.card?.number
  const answered = row.from === 'office' ? undefined : number
  // The page's own button stands for the bot's: it is named with its number and asks for the words at once.
  const choices = row.reply?.choices?.map((each) => each.filter((choice) => !choice.value.startsWith('reply:')))
  const files = row.reply?.files && <Attachments files={row.reply.files} root={FILES} />
  return (
    <article
      class={`row ${row.from === 'me' ? 'mine' : ''} ${row.from === 'office' ? 'bot' : 'officer'}`}
      data-key={row.key}
      aria-label={text.saidAt(card ? card.number : name, timeOf(row.at))}
    >
      {row.from !== 'office' && (
        <p class="who">
          <strong>{name}</strong> {answered && (row.input?.kind === 'choice' ? answered : text.answers(answered))}
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
          {number && about && isReplyOffered(about) && (
            <button
              type="button"
              class={card ? 'reply' : 'reply again'}
              onClick={() => choose({ value: `reply:${number}`, label: text.reply })}
              aria-label={text.replyTo(number)}
            >
              <Icon name="reply" /> {text.reply}
            </button>
          )}
          {choices?.some((each) => each.length > 0) && (
            <Keyboard rows={choices} isCurrent numbered={false} choose={choose} />
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

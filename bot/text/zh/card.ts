import type { CardContent, CardLine } from '../../../domain/cards.ts'
import type { Office } from '../../../domain/office.ts'
import type { CardFace, Choice, OutgoingFile, Reply } from '../../message.ts'
import { categoryName, inRows, placeName, unitName } from '../names.ts'
import { clockTitle, date, kindName, moment, stateName } from './terms.ts'

/** A ticket's card: the same in rich pages (`card`) and as plain text. */
export function drawCard(content: CardContent, office: Office): Reply {
  const face = drawFace(content, office)
  const text = [
    `#${content.number}　${face.state}${face.holder ? `　${face.holder}` : ''}`,
    ...face.facts.map((fact) => `${fact.label}：${fact.value}`),
    ...face.words.map((words) => `${words.note ? '【备注】' : ''}${words.who} ${words.at}\n${words.text}`),
  ].join('\n')
  const files = content.lines.flatMap((line) => line.files) as OutgoingFile[]
  return { text, card: face, choices: inRows(buttons(content), 4), ...(files.length > 0 && { files }) }
}

/** The card's buttons. Each is a word that can be typed too: `#123 受理`. */
function buttons(content: CardContent): Choice[] {
  const of = (act: string, label: string): Choice => ({ label, value: `${act}:${content.number}` })
  const isHandled = ['received', 'accepted', 'answered', 'executing'].includes(content.state)
  return [
    ...(content.canUndoReply ? [of('undo', '撤回答复')] : []),
    ...(content.state === 'received' && !content.holder ? [of('claim', '认领')] : []),
    ...(content.state === 'received' ? [of('accept', '受理')] : []),
    ...(isHandled ? [of('reply', '回复'), of('askBack', '追问')] : []),
    of('note', '备注'),
    ...(isHandled ? [of('handOver', '转交')] : []),
    ...(['received', 'accepted'].includes(content.state) ? [of('redirect', '告知去处')] : []),
    ...(['answered', 'executing'].includes(content.state) ? [of('close', '办结')] : []),
    ...(['answered', 'closed', 'redirected'].includes(content.state) ? [of('reopen', '重开')] : []),
    of('identity', '看身份'),
  ]
}

function drawFace(content: CardContent, office: Office): CardFace {
  const nearest = content.clocks[0]
  return {
    number: content.number,
    state: content.sealed ? `保密 · ${stateName[content.state]}` : stateName[content.state],
    tone: toneOf(content, nearest?.daysLeft),
    ...(content.holder && { holder: content.claimUntil ? `${content.holder} 认领中` : `经办 ${content.holder}` }),
    facts: [
      { label: '类别', value: `${kindName[content.kind]} · ${categoryName(office, content.category, 'zh')}` },
      { label: '地点', value: content.place ?? (placeName(office, content.township, content.village) || '未说') },
      { label: '负责', value: unitName(office, content.unit, 'zh') },
      { label: '来人', value: content.anonymous ? '匿名' : '留了姓名电话（点“看身份”，只私下给经办人）' },
      { label: '收到', value: date(content.receivedOn) },
      ...content.clocks.map((clock) => ({
        label: clockTitle(clock.rule),
        value: `${date(clock.dueOn)}，${daysLeft(clock.daysLeft)}${clock.provisional ? '（暂定）' : ''}`,
      })),
    ],
    words: content.lines.map((line) => ({
      who: whoSays(line),
      text: `${line.text}${line.files.length ? `${line.text ? '\n' : ''}［${line.files.length} 个附件］` : ''}`,
      at: moment(line.at instanceof Date ? line.at.toISOString() : line.at),
      ...(line.kind === 'note' && { note: true }),
    })),
  }
}

/** `还剩 3 天`, `今天到期`, `已超 2 天`. */
export function daysLeft(days: number): string {
  if (days === 0) return '今天到期'
  return days > 0 ? `还剩 ${days} 天` : `已超 ${-days} 天`
}

function whoSays(line: CardLine): string {
  const name = line.officer ?? '工作人员'
  const edited = line.edited ? '（改过）' : ''
  switch (line.kind) {
    case 'resident':
      return `居民${edited}`
    case 'reply':
      return `${name} 答复${deliveryWords(line)}`
    case 'ask':
      return `${name} 追问${deliveryWords(line)}`
    case 'note':
      return `${name} 备注`
    case 'end':
      return `${name}${deliveryWords(line)}`
  }
}

function deliveryWords(line: CardLine): string {
  return {
    held: '（未发出，可撤回）',
    'on-its-way': '（已发出，等居民打开）',
    delivered: '（居民已收到）',
    undeliverable: '（没送到！请另想办法联系）',
    none: '',
  }[line.delivery ?? 'none']
}

function toneOf(content: CardContent, left: number | undefined): CardFace['tone'] {
  if (['closed', 'withdrawn', 'redirected'].includes(content.state)) return 'done'
  if (left !== undefined && left <= 3) return 'late'
  if (content.state === 'received') return 'new'
  return content.state === 'answered' ? 'waiting' : 'open'
}

import { channelName } from '../channel-names.ts'
import type { JoiningSentences } from '../joining-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { channelNames } from './channel-names.ts'

export const joining: Catalogue<JoiningSentences> = {
  joinMenu: () =>
    '您在网页、微信等几处都用的话，可以关联起来：在哪一处都能看、能办您所有的事。\n先在一处要一个代码，再到另一处输入就行。',
  askJoinCode: () => '请打您自己在另一处要来的代码。\n别人给您的代码不要打：打了，他就能看到您的事。',
  joinCode: ({ code, minutes }) =>
    code
      ? `您的代码：{{code}}\n请到您的另一处打“关联”，再打这个代码。${minutes} 分钟内有效，只能用一次。\n不要告诉别人：谁打了它，谁就能看到您的事。`
      : '关联的代码只显示一次。没用上的话，打“关联”再要一个。',
  joinWrong: ({ minutes }) =>
    `这个代码不对，或者用过了、过了时间。请对着另一处再打一次，或者重新要一个；代码 ${minutes} 分钟内有效。`,
  joinWait: ({ minutes }) => `试的次数多了，请过 ${minutes} 分钟再试。这是防止别人猜您的代码。`,
  joinRefused: ({ why, most }) =>
    ({
      own: '这个代码就是在这里要的。请到您的另一处去打。',
      already: '这两处已经关联着，不用再打了。',
      officer: '工作人员的账号不能和别的账号关联。请用您自己的账号。',
      full: `一个人最多关联 ${most} 处，现在满了。请先打“解除关联”，分开不用的。`,
    })[why],
  joined: ({ channel }) =>
    `${yours(channel, '已和您的', '关联')}：两边的事，在哪一边都能看、能办。\n代码不是您自己要来的？那边的人就能看到您的事，请马上点“解除关联”。`,
  joinNotHere: ({ page }) => `这里的消息要经过境外的服务器，不能在这里关联。请到网页上办事：${page}`,
  notJoined: () => '这里没有和您的别处关联。想关联请打“关联”。',
  askNoticesPlace: ({ places }) => {
    const preferred = places.find((place) => place.preferred)
    const now = preferred ? yours(preferred.channel, '先发到', '') : '事情在哪里说的，就发到哪里'
    return `通知发到哪里？现在是：${now}。`
  },
  noticesPlaceSet: ({ place }) =>
    place
      ? `好的，以后通知${place.here ? '先发到这里' : yours(place.channel, '先发到您的', '')}。`
      : '好的，事情在哪里说的，通知就发到哪里。',
  noticesLed: ({ place }) => {
    if (!place) return '您在另一处改了：事情在哪里说的，通知就发到哪里。\n不是您自己改的？请点“解除关联”。'
    const to = place.here ? '先发到这里' : yours(place.channel, '先发到您的', '')
    return `您在另一处改了：以后通知${to}。\n不是您自己改的？请点“通知发到哪里”改回来，或者点“解除关联”。`
  },
  askUnjoin: () => '要把哪一处分开？分开以后，那里只看得到在那里说的事。已经提交的照常办理。',
  unjoined: ({ place }) =>
    `好的，${place.here ? '这里已经分开' : yours(place.channel, '您的', '已经分开')}。以后想关联，再打“关联”。`,
  accountJoined: ({ channel }) =>
    `${yours(channel, '已和您的', '关联')}：在那边也能看、能办您的事。\n不是您自己办的？请点“解除关联”。`,
  accountLeft: ({ channel }) => `${yours(channel, '您的', '已经解除关联')}。在那边说的事，这里不再显示。`,
}

/** `您的 Telegram 已经…`: a name of Latin letters stands apart from the words around it. */
function yours(channel: string, before: string, after: string): string {
  const name = channelName(channelNames, channel)
  const gap = /^[A-Za-z]/.test(name) ? ' ' : ''
  return `${before}${gap}${name}${after && gap}${after}`
}

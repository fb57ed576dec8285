/**
 * Programs that write PDFs put the signs of radicals in the place of characters that look the same: ⼈⺠ for 人民. Nobody could
 * find such a text by typing. Everything else stays as it is written.
 */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/g, (sign) => characters.get(sign) ?? sign.normalize('NFKC'))
}

/** Those that Unicode itself maps to no character, or to one that is not written so in China today. */
const characters = new Map(
  [
    ...[
      '⺁厂',
      '⺇几',
      '⺊卜',
      '⺎兀',
      '⺏尣',
      '⺒巳',
      '⺓幺',
      '⺛旡',
      '⺜日',
      '⺝月',
      '⺠民',
      '⺢水',
      '⺫目',
      '⺬示',
      '⺳网',
      '⺶羊',
      '⺷羊',
    ],
    ...[
      '⺻聿',
      '⺼肉',
      '⺽臼',
      '⻁虎',
      '⻂衣',
      '⻄西',
      '⻅见',
      '⻆角',
      '⻇角',
      '⻉贝',
      '⻋车',
      '⻑長',
      '⻒镸',
      '⻓长',
      '⻔门',
      '⻗雨',
      '⻘青',
    ],
    ...[
      '⻙韦',
      '⻚页',
      '⻛风',
      '⻜飞',
      '⻝食',
      '⻟食',
      '⻡首',
      '⻢马',
      '⻣骨',
      '⻤鬼',
      '⻥鱼',
      '⻦鸟',
      '⻧卤',
      '⻨麦',
      '⻩黄',
      '⻪黾',
      '⻫斉',
    ],
    ...['⻬齐', '⻭歯', '⻮齿', '⻯竜', '⻰龙', '⻲亀', '⼾户'],
  ].map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
)

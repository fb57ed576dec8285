/** An event of an iCalendar file by the names of its lines, parameters among them, and its alarms. */
export type CalendarEvent = Record<string, string> & { alarms: Record<string, string>[] }

/** Reads a file as RFC 5545 has it. Throws where a part is not ended, ended twice or stands in the wrong place. */
export function eventsOf(file: string): CalendarEvent[] {
  const events: CalendarEvent[] = []
  const open: string[] = []
  let alarm: Record<string, string> | undefined
  for (const line of file
    .replace(/\r\n[ \t]/g, '')
    .replace(/\r\n$/, '')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Z0-9-]+(?:;[A-Z0-9-]+=[^:;]+)*):(.*)$/.exec(line) ?? []
    if (name === '') throw new Error(`No line of an iCalendar file: ${line}`)
    const text = value.replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))
    if (name === 'BEGIN') {
      const path = [...open, value].join(' ')
      if (!['VCALENDAR', 'VCALENDAR VEVENT', 'VCALENDAR VEVENT VALARM'].includes(path)) throw new Error(path)
      open.push(value)
      if (value === 'VEVENT') events.push(Object.assign(Object.create(null), { alarms: [] }))
      if (value === 'VALARM') {
        alarm = {}
        events.at(-1)?.alarms.push(alarm)
      }
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`${value} ends where it was not open`)
      if (value === 'VALARM') alarm = undefined
    } else if (open.length === 0) throw new Error(`A line outside the calendar: ${line}`)
    else if (alarm) alarm[name] = text
    else if (open.length > 1) Object.assign(events.at(-1) ?? {}, { [name]: text })
  }
  if (open.length > 0) throw new Error(`Not ended: ${open.join(' ')}`)
  return events
}

const paths = {
  send: 'M4 12 20 4l-5 16-4-7z M11 13l9-9',
  photo: 'M4 6h16v13H4z M4 16l5-5 4 4 3-3 4 4 M9 9.5h.01',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4z M12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  file: 'M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6',
  voice: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z M5.5 11a6.5 6.5 0 0 0 13 0 M12 17.5V21',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5l3 2',
  received: 'M5 12.5l4.5 4.5L19 7',
  answered: 'M2.5 12.5 7 17l9-9.5 M11 16l1 1 9.5-10',
  warning: 'M12 4 2.5 20h19z M12 10v4.5 M12 17.4h.01',
  close: 'M6 6l12 12 M18 6 6 18',
  edit: 'M4 20l1-4L16 5l3 3L8 19z M14 7l3 3',
  copy: 'M9 9h11v12H9z M5 15H4V3h11v2',
  down: 'M12 5v14 M6 13l6 6 6-6',
  phone: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  reply: 'M10 6 4 12l6 6 M4 12h9a7 7 0 0 1 7 7',
  note: 'M5 3h14v12l-6 6H5z M13 21v-6h6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5 21 21',
  download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
  bridge: 'M2 16c7-11 13-11 20 0 M7.5 16a4.5 4 0 0 1 9 0 M2 20c2.5-1.6 4-1.6 6.6 0s4 1.6 6.7 0 4.2-1.6 6.7 0',
}

export type IconName = keyof typeof paths

/** A drawing that says nothing by itself: the words beside it do. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}

// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal, useCreate, useWrite, type Entry } from '@/api/entries'
import { tidy } from '@/api/sameBody'
import { Button, Checkbox, Dialog, Failed, Stack, TextArea, TextField, useToast } from '@/design'
import { useText } from '@/text'

type Room = Entry<'room'>

export function RoomDialog({
  room,
  onClose,
}: {
  readonly room: Room | 'new' | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const isOld = room !== null && room !== 'new'
  return (
    <Dialog
      title={isOld ? t('settings.editOf', { name: room.body.name }) : t('settings.addRoom')}
      isOpen={room !== null}
      onClose={onClose}
    >
      {room && <Form {...(isOld ? { entry: room } : {})} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ entry, onClose }: { readonly entry?: Room; readonly onClose: () => void }): ReactElement {
  const t = useText()
  const say = useToast()
  const create = useCreate('room')
  const write = useWrite('room')
  const [name, setName] = useState(entry?.body.name ?? '')
  const [place, setPlace] = useState(entry?.body.place ?? '')
  const [equipment, setEquipment] = useState((entry?.body.equipment ?? []).join('\n'))
  const [isActive, setActive] = useState(entry?.body.isActive ?? true)
  const error = entry ? write.error : create.error
  const refusal = error ? asRefusal(error) : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const done = {
      onSuccess: () => {
        say({ text: t('settings.saved'), tone: 'go' as const })
        onClose()
      },
    }
    const body = tidy({
      name: name.trim(),
      place: place.trim(),
      equipment: equipment
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
      isActive,
    })
    if (entry) write.mutate({ id: entry.id, follows: entry.version, body }, done)
    else create.mutate({ body }, done)
  }
  const isAtField = ['name', 'place'].some((field) => refusal?.at(`/body/${field}`) !== undefined)
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t('settings.roomName')}
          value={name}
          onValue={setName}
          error={refusal?.at('/body/name')}
          required
        />
        <TextField
          label={t('settings.place')}
          hint={t('settings.placeHint')}
          value={place}
          onValue={setPlace}
          error={refusal?.at('/body/place')}
        />
        <TextArea
          label={t('settings.equipment')}
          hint={t('settings.onePerLine')}
          value={equipment}
          onValue={setEquipment}
          rows={3}
        />
        <Checkbox label={t('settings.roomInUse')} isChecked={isActive} onChecked={setActive} />
        {refusal && !isAtField && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={create.isPending || write.isPending}>
            {t('settings.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

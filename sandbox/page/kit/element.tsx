import { ButtonOf } from './button.tsx'
import { Choices } from './choices.tsx'
import type { Labelled, Placed } from './drawing.ts'
import { FileInput } from './file-input.tsx'
import { ImageOf } from './image.tsx'
import { Menu } from './menu.tsx'
import { Overflow } from './overflow.tsx'
import { MomentPicker, Picker } from './pickers.tsx'
import { stringOf } from './reading.ts'
import { Typing } from './typing.tsx'
import { Unknown } from './unknown.tsx'

/** An element of Block Kit in its place. docs.slack.dev/reference/block-kit/block-elements */
export const ElementOf = ({ placed, labelled }: { placed: Placed; labelled?: Labelled | undefined }) => {
  switch (stringOf(placed.element['type'])) {
    case 'button':
    case 'workflow_button':
      return <ButtonOf placed={placed} />
    case 'overflow':
      return <Overflow placed={placed} />
    case 'static_select':
    case 'multi_static_select':
    case 'external_select':
    case 'multi_external_select':
    case 'users_select':
    case 'multi_users_select':
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select':
      return <Menu placed={placed} labelled={labelled} />
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices placed={placed} labelled={labelled} />
    case 'datepicker':
    case 'timepicker':
      return <Picker placed={placed} labelled={labelled} />
    case 'datetimepicker':
      return <MomentPicker placed={placed} labelled={labelled} />
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return <Typing placed={placed} labelled={labelled} />
    case 'image':
      return <ImageOf of={placed.element} size="beside" />
    case 'file_input':
      return <FileInput placed={placed} labelled={labelled} />
    default:
      return <Unknown held={placed.element} />
  }
}

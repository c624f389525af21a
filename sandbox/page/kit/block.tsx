import type { Kit } from '../seen.ts'
import { useWords } from './drawing.ts'
import { ElementOf } from './element.tsx'
import { ImageOf } from './image.tsx'
import { InputBlock } from './input-block.tsx'
import { Link } from './leaf.tsx'
import { readMarkdown } from './markdown.ts'
import { isKit, kitIn, listOf, stringOf, wordsOf } from './reading.ts'
import { readRichText } from './rich-text.ts'
import { Section } from './section.tsx'
import { Passages, TextBlock, Words } from './text.tsx'
import { Guard, Unknown } from './unknown.tsx'

/**
 * Blocks one below the other, each on its own: what is wrong with one leaves the others standing. `dir`: which way they
 * are laid out, if not as what is around them.
 */
export const Blocks = ({ blocks, dir }: { blocks: readonly unknown[]; dir?: 'ltr' | 'rtl' }) => (
  <div class="kit-blocks" dir={dir}>
    {blocks.map((block, index) => (
      <Guard key={keyOf(block, index)} held={block}>
        <BlockOf block={block} />
      </Guard>
    ))}
  </div>
)

/** A block with the same id is the same block after an update, so what was chosen in it stays; as Slack's client has it. */
const keyOf = (block: unknown, index: number): string =>
  isKit(block) ? `${stringOf(block['block_id']) || index}/${stringOf(block['type'])}` : String(index)

const BlockOf = ({ block }: { block: unknown }) => {
  if (!isKit(block)) return <Unknown held={block} />
  switch (block['type']) {
    case 'section':
      return <Section block={block} />
    case 'header':
      return (
        <h3 class="kit-header">
          <Words of={kitIn(block, 'text')} />
        </h3>
      )
    case 'divider':
      return <hr class="kit-divider" />
    case 'context':
      return <Context block={block} />
    case 'actions':
      return <Actions block={block} />
    case 'input':
      return <InputBlock block={block} />
    case 'rich_text':
      return <Passages passages={readRichText(block)} />
    case 'markdown':
      return <Passages passages={readMarkdown(stringOf(block['text']))} />
    case 'image':
      return (
        <figure class="kit-figure">
          {wordsOf(block['title']) !== '' && (
            <figcaption>
              <Words of={kitIn(block, 'title')} />
            </figcaption>
          )}
          <ImageOf of={block} size="whole" />
        </figure>
      )
    case 'video':
      return <Video block={block} />
    case 'file':
      return <RemoteFile id={stringOf(block['external_id'])} />
    default:
      return <Unknown held={block} />
  }
}

const Context = ({ block }: { block: Kit }) => (
  <div class="kit-context">
    {listOf(block['elements']).map((element, index) => {
      if (!isKit(element)) return <Unknown key={index} held={element} />
      if (element['type'] === 'image') return <ImageOf key={index} of={element} size="small" />
      const isText = element['type'] === 'mrkdwn' || element['type'] === 'plain_text'
      return isText ? <TextBlock key={index} of={element} /> : <Unknown key={index} held={element} />
    })}
  </div>
)

const Actions = ({ block }: { block: Kit }) => (
  <div class="kit-actions">
    {listOf(block['elements']).map((element, index) => (
      <Guard key={isKit(element) ? stringOf(element['action_id']) || index : index} held={element}>
        {isKit(element) ? <ElementOf placed={{ block, element }} /> : <Unknown held={element} />}
      </Guard>
    ))}
  </div>
)

/** Nothing is played from afar: what the video is, and where it lies. */
const Video = ({ block }: { block: Kit }) => (
  <div class="kit-absent kit-video">
    <Link url={stringOf(block['title_url']) || stringOf(block['video_url'])}>
      <Words of={kitIn(block, 'title')} />
    </Link>
    {wordsOf(block['description']) !== '' && <Words of={kitIn(block, 'description')} />}
    <small>
      {[stringOf(block['author_name']), stringOf(block['provider_name'])].filter((one) => one !== '').join(' · ')}{' '}
      {useWords().notFetched}
    </small>
  </div>
)

const RemoteFile = ({ id }: { id: string }) => (
  <div class="kit-absent">
    {useWords().remoteFile}: <bdi>{id}</bdi>
  </div>
)

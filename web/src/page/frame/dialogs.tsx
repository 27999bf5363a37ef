import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSettings, useTexts } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { DialogName } from './frame.tsx';
import { type ActionName, bindings } from './keys.ts';
import { SettingsForm } from './settings_form.tsx';

export function Dialogs({ name, onClose }: { readonly name: DialogName; readonly onClose: () => void }) {
  const texts = useTexts();
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={isOpen => !isOpen && onClose()} isDismissable>
      <Modal className="modal">
        <Dialog className="dialog">
          <header>
            <Heading slot="title">{name === 'settings' ? texts.settingsPage.title : texts.keys.title}</Heading>
            <Button slot="close" className="button ghost small" aria-label={texts.close}>
              <Icon name="close" />
            </Button>
          </header>
          {name === 'settings' ? <SettingsForm /> : <KeyList />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function KeyList() {
  const texts = useTexts();
  const { keys } = useSettings();
  const byAction = Map.groupBy(bindings(keys), ([, action]) => action);
  return (
    <dl className="key-list">
      {[...byAction].map(([action, bound]) => (
        <div key={action}>
          <dt>{texts.keys[action satisfies ActionName]}</dt>
          <dd>
            {bound.map(([key]) => (
              <kbd key={key}>{key.replace('Control', 'Ctrl')}</kbd>
            ))}
          </dd>
        </div>
      ))}
      <div>
        <dt>{texts.keys.back}</dt>
        <dd>
          <kbd>Esc</kbd>
        </dd>
      </div>
    </dl>
  );
}

import { useTexts } from '../context.ts';
import { Brand } from '../parts/brand.tsx';

/** Somebody comes back: for the moment until the first picture is there. */
export function Splash() {
  const texts = useTexts();
  return (
    <main className="sign-in">
      <Brand />
      <p className="muted">{texts.status.signing_in}</p>
    </main>
  );
}

import { useTexts } from '../context.ts';

export function Logo() {
  return (
    <span className="logo" aria-hidden="true">
      X
    </span>
  );
}

export function Brand() {
  const texts = useTexts();
  return (
    <h1>
      <Logo />
      {texts.product}
    </h1>
  );
}

// What the samples of the page do, made from them by `npm run docs`.

{
const figure = document.querySelector('#asked');
const show = ({ theta, certificate }) => {
  document.querySelector('#theta').value =
    theta.map((weight) => weight.toFixed(2)).join(', ');
  document.querySelector('#claim').value =
    certificate.holds ? 'certified' : 'not certified';
};
figure.addEventListener('reg-solution', ({ detail }) => {
  show(detail.solution);
});
await figure.ready;
show(figure.solution);
}

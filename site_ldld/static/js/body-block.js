// The body of an article lets itself be reached from its element: `element.bodyBlock`, Wagtail's
// StreamBlock. No module: it has to be there before the form is drawn.
{
  class BodyBlock extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    render(...given) {
      const block = super.render(...given);
      block.container[0].bodyBlock = block;
      block.container[0].dataset.bodyBlock = '';
      return block;
    }
  }
  window.telepath.register('site_ldld.BodyBlock', BodyBlock);
}

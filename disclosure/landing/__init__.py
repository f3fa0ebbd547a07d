"""Landing: files as offered become documents with a text, or rejections with a reason. None vanishes."""

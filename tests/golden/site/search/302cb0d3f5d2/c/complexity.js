llmobs.search.take("302cb0d3f5d2/c/complexity","Y2IAg0gHn/ble+TsZ6wRFf2fw8LKwcTFzszMyfmfHQA=");

llmobs.search.take("4973dfcac9df/c/complexity","Y2IAg0gHn/ble+TsZ6wRFf2fw8LKwcTFzszMyfmfHQA=");
